import type { SchemaJson } from '@varselvakt/codec';
import type { createAsyncApiDocument } from './asyncapi-document.ts';
import { namedTypesOf, renderTypes } from './avro-sections.ts';
import { anchorOf, escapeHtml, renderHtmlTable } from './html.ts';

type AsyncApiDocument = ReturnType<typeof createAsyncApiDocument>;
type Channel = AsyncApiDocument['channels'][string];
type Message = AsyncApiDocument['components']['messages'][string];

const style = `:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 25%, transparent); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 68rem; padding: 1rem; }
h2 { border-bottom: 1px solid var(--line); margin-top: 3rem; }
h3 { margin-top: 2rem; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.35rem 1rem 0.35rem 0; text-align: left; vertical-align: top; }
section:target > h3 { text-decoration: underline; }`;

const link = (kind: 'channel' | 'message' | 'type', name: string): string =>
  `<a href="#${kind}-${anchorOf(name)}">${escapeHtml(name)}</a>`;

const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

function renderChannel(name: string, channel: Channel, actions: readonly string[]): string {
  const { topic, partitions, topicConfiguration } = channel.bindings.kafka;
  const settings = Object.entries({ partitions, ...topicConfiguration }).map(([setting, value]) => [
    `<code>${escapeHtml(setting)}</code>`,
    `<code>${escapeHtml(String(value))}</code>`,
  ]);
  return [
    `<section id="channel-${anchorOf(name)}">`,
    `<h3>${escapeHtml(channel.title)}: <code>${escapeHtml(topic)}</code></h3>`,
    `<p>${escapeHtml(channel.description)}</p>`,
    `<p>${actions.map((action) => (action === 'send' ? 'The pipeline writes here' : 'The pipeline reads here')).join('. ')}: ${Object.keys(
      channel.messages,
    )
      .map((message) => link('message', message))
      .join(', ')}.</p>`,
    renderHtmlTable(['setting', 'value'], settings),
    '</section>',
  ].join('\n');
}

function renderMessage(name: string, { summary, contentType, payload, bindings }: Message): string {
  const { key, schemaIdPayloadEncoding, schemaLookupStrategy } = bindings.kafka;
  return [
    `<section id="message-${anchorOf(name)}">`,
    `<h3>${escapeHtml(name)}</h3>`,
    `<p>${escapeHtml(summary ?? '')}</p>`,
    list([
      `key: <code>${escapeHtml(key.description)}</code>`,
      `value: ${escapeHtml(contentType)}, with the id of its schema before it (${escapeHtml(schemaIdPayloadEncoding)}), subject by ${escapeHtml(schemaLookupStrategy)}`,
      `schema: ${link('type', (payload.schema as { name: string }).name)}`,
    ]),
    '</section>',
  ].join('\n');
}

/** docs/asyncapi.html: the AsyncAPI document for people, in one file that asks nobody for anything. */
export function renderAsyncApiPage({ info, asyncapi, channels, operations, components }: AsyncApiDocument): string {
  const actionsOf = (channel: string) =>
    Object.values(operations)
      .filter((operation) => operation.channel.$ref === `#/channels/${channel}`)
      .map(({ action }) => action);
  const messages = Object.entries(components.messages);
  const types = messages.flatMap(([, { payload }]) => namedTypesOf(payload.schema as SchemaJson));
  return [
    '<!doctype html>',
    '<!-- Written by "npm run docs" from the schemas and the declared topics; a test keeps it fresh. -->',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(info.title)}: topics and messages</title>`,
    `<style>\n${style}\n</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeHtml(info.title)}: topics and messages</h1>`,
    `<p>${escapeHtml(info.description)}</p>`,
    `<p>Version ${escapeHtml(info.version)}, AsyncAPI ${escapeHtml(asyncapi)}; the same for programs: <a href="asyncapi.yaml">asyncapi.yaml</a>.</p>`,
    `<nav>${list([
      `<a href="#topics">Topics</a>: ${Object.keys(channels)
        .map((name) => link('channel', name))
        .join(', ')}`,
      `<a href="#messages">Messages</a>: ${messages.map(([name]) => link('message', name)).join(', ')}`,
      '<a href="#types">Types</a>',
    ])}</nav>`,
    '<h2 id="topics">Topics</h2>',
    ...Object.entries(channels).map(([name, channel]) => renderChannel(name, channel, actionsOf(name))),
    '<h2 id="messages">Messages</h2>',
    ...messages.map(([name, message]) => renderMessage(name, message)),
    '<h2 id="types">Types</h2>',
    renderTypes(types),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
