export { classifyIdentityNumber, type IdentityNumberKind } from '../detect/numbers/classify-identity-number.ts';
