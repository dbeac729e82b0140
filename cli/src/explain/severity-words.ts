import type { FieldClass, SeverityByClass, SeverityTable } from '@varselvakt/rules';

const fieldClasses = ['in-app', 'link', 'id', 'external'] as const satisfies readonly FieldClass[];

const byClass = (severities: SeverityByClass): string => {
  if (typeof severities === 'string') return severities;
  const groups = Map.groupBy(fieldClasses, (fieldClass) => severities[fieldClass]);
  if (groups.size === 1) return severities['in-app'];
  return [...groups].map(([severity, classes]) => `${severity} (${classes.join(', ')})`).join(', ');
};

/** A severity table in one line: only what differs between field classes and environments is told apart. */
export const severityWords = ({ dev, prod }: SeverityTable): string => {
  const [inDev, inProd] = [byClass(dev), byClass(prod)];
  return inDev === inProd ? inProd : `prod: ${inProd} · dev: ${inDev}`;
};
