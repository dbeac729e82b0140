import { describe, expect, test } from '@jest/globals';
import { parseRegister, type Register } from '@varselvakt/register';
import { chooseTopics, findFirstInbound, followInbound } from './validator-topics.ts';

const registerWith = (...topics: readonly string[]): Register => {
  const text = `producers: [{ id: a, team: T, environments: [dev], topics: [${topics.join(', ')}] }]`;
  const result = parseRegister([{ name: 'r.yaml', text }]);
  if (result.outcome !== 'LOADED') throw new Error('the register of this test');
  return result.register;
};

describe('a validator reads', () => {
  test('the shared topic and those that the register gives away, but none that the pipeline writes to', () => {
    const register = registerWith('n.inbound.a', 'n.events', 'n.feedback', 'n.feedback.a', 'n.dead-letter');
    expect(chooseTopics('n.', null, register).inbound).toEqual(['n.inbound', 'n.inbound.a']);
  });

  test('what the settings name, and nothing else', () => {
    expect(chooseTopics('n.', ['x'], registerWith('n.inbound.a')).inbound).toEqual(['x']);
  });

  test('what the register that holds now gives away', () => {
    let register = registerWith('n.inbound.a');
    const inbound = followInbound('n.', null, () => register);
    const before = inbound();
    expect(inbound()).toBe(before);
    register = registerWith('n.inbound.b');
    expect([...inbound()]).toEqual(['n.inbound', 'n.inbound.b']);
  });
});

describe('at its start it', () => {
  const asked: string[] = [];
  const admin = { topicNames: async () => ['n.inbound', 'n.inbound.a'], partitionCount: async () => 1 };
  const waitFor = async <Result>(name: string, attempt: (signal: AbortSignal) => Promise<Result>) => {
    asked.push(name);
    return attempt(new AbortController().signal);
  };
  const topics = chooseTopics('n.', null, registerWith('n.inbound.a', 'n.inbound.b'));

  test('takes those of the register that are there, and waits for the shared one alone', async () => {
    const first = await findFirstInbound(topics, { isGiven: false, shared: 'n.inbound' }, { admin, waitFor });
    expect(first).toEqual(['n.inbound', 'n.inbound.a']);
    expect(asked).not.toContain('topic n.inbound.b');
  });

  test('waits for every one that the settings name', async () => {
    await findFirstInbound(topics, { isGiven: true, shared: 'n.inbound' }, { admin, waitFor });
    expect(asked).toContain('topic n.inbound.b');
  });
});
