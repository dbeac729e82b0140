import { expect, test } from '@jest/globals';
import { renderKafkaEnvironment } from './container-settings.ts';

test('a broker in a container is told every setting by a variable, and its clients the address on the host', () => {
  expect(renderKafkaEnvironment('test', '127.0.0.1', 4242)).toMatchObject({
    KAFKA_NODE_ID: '1',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '500',
    KAFKA_ADVERTISED_LISTENERS: 'HOST://127.0.0.1:4242,INSIDE://localhost:19092',
  });
});
