import { expect, test } from '@jest/globals';
import { renderNodeProperties } from './cluster-properties.ts';

const ports = {
  1: { brokerPort: 11, controllerPort: 12 },
  2: { brokerPort: 21, controllerPort: 22 },
  3: { brokerPort: 31, controllerPort: 32 },
};
const lines = renderNodeProperties(2, ports, '/data').split('\n');

test('a node listens at its own ports and knows all three voters', () => {
  expect(lines).toContain('node.id=2');
  expect(lines).toContain('listeners=PLAINTEXT://127.0.0.1:21,CONTROLLER://127.0.0.1:22');
  expect(lines).toContain('controller.quorum.voters=1@127.0.0.1:12,2@127.0.0.1:22,3@127.0.0.1:32');
});

test('what is acknowledged lies on two nodes, offsets too', () => {
  expect(lines).toContain('default.replication.factor=3');
  expect(lines).toContain('min.insync.replicas=2');
  expect(lines).toContain('offsets.topic.replication.factor=3');
});

test('no setting stands there twice', () => {
  const names = lines.filter((line) => line !== '').map((line) => line.slice(0, line.indexOf('=')));
  expect(new Set(names).size).toBe(names.length);
});
