/** What a stack is for: `default` to work with, `test` for quick starts and quick erasure, `bench` for full speed. */
export type StackProfile = 'default' | 'test' | 'bench';
