import { connect, migrate } from '@varselvakt/store';

/** Makes a database of this name beside the given one and gives its URL; without tables it is as good as new. */
export async function createOwnDatabase(
  givenUrl: string,
  name: string,
  options: { readonly withTables: boolean },
): Promise<string> {
  const url = new URL(givenUrl);
  const owner = await connect(url.href, { applicationName: 'test' });
  await owner.runScript('create-database', `create database ${name}`);
  await owner.close();
  url.pathname = `/${name}`;
  if (options.withTables) await migrate(url.href);
  return url.href;
}
