import { html, svg, type TemplateResult } from 'lit-html';

const WIDTH = 84;
const HEIGHT = 22;

/** Where the lines run; a null ends one. */
export function sparkPaths(values: readonly (number | null)[]): readonly string[] {
  const highest = Math.max(1, ...values.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, values.length - 1);
  const paths: string[] = [];
  let isOpen = false;
  values.forEach((value, index) => {
    if (value !== null) {
      const point = `${(index * step).toFixed(1)} ${(HEIGHT - 2 - (value / highest) * (HEIGHT - 4)).toFixed(1)}`;
      if (isOpen) paths[paths.length - 1] += `L${point}`;
      else paths.push(`M${point}`);
    }
    isOpen = value !== null;
  });
  return paths;
}

/** How a figure went, as a small line without axes; `label` says it in words. Oldest first, null where nobody knows. */
export const sparkline = (values: readonly (number | null)[], label: string): TemplateResult => html`
  <svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} role="img" aria-label=${label}>
    ${sparkPaths(values).map((path) => svg`<path d=${path} />`)}
  </svg>
`;
