import type { ConfigOf } from './parse-config.ts';
import { optional, setting, text, url } from './setting.ts';

/** The schema registry, by any implementation of the Confluent API; the URL may hold a path. */
export const registrySettings = {
  KAFKA_SCHEMA_REGISTRY: setting(url({ protocols: ['http:', 'https:'] }), {
    about: 'URL of the schema registry',
    example: 'http://localhost:8081',
  }),
  KAFKA_SCHEMA_REGISTRY_USER: setting(optional(text({ maxLength: 255 })), {
    about: 'user of the schema registry',
    example: 'varselvakt',
  }),
  KAFKA_SCHEMA_REGISTRY_PASSWORD: setting(optional(text()), {
    about: 'password of the schema registry',
    example: 'a-long-secret',
    secret: true,
  }),
};

/** What libs/codec needs to reach the registry; the same shape as its RegistrySettings. */
export type RegistryConnectionSettings = {
  readonly url: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
};

/** Where the registry is and how we prove who we are, made of the checked settings. */
export function toRegistryConnection(config: ConfigOf<typeof registrySettings>): RegistryConnectionSettings {
  return {
    url: config.KAFKA_SCHEMA_REGISTRY,
    user: config.KAFKA_SCHEMA_REGISTRY_USER ?? undefined,
    password: config.KAFKA_SCHEMA_REGISTRY_PASSWORD ?? undefined,
  };
}
