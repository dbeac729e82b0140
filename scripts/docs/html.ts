/** Text as HTML, also inside quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A word that a link can lead to. */
export const anchorOf = (name: string): string => name.replaceAll(/[^A-Za-z0-9_-]/g, '-').toLowerCase();

/** A table; the cells are HTML already. */
export const renderHtmlTable = (heading: readonly string[], rows: readonly (readonly string[])[]): string => {
  const row = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return [
    '<div class="wide"><table>',
    `<thead>${row(heading, 'th')}</thead>`,
    '<tbody>',
    ...rows.map((cells) => row(cells, 'td')),
    '</tbody></table></div>',
  ].join('\n');
};
