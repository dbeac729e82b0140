import type { FieldClass, SeverityByClass, SeverityTable } from '@varselvakt/rules';

const fieldClasses = ['in-app', 'link', 'id', 'external'] as const satisfies readonly FieldClass[];

const byClass = (severities: SeverityByClass): string => {
  if (typeof severities === 'string') return severities;
  const asked = fieldClasses.flatMap((fieldClass) => {
    const severity = severities[fieldClass];
    return severity === undefined ? [] : [{ fieldClass, severity }];
  });
  const groups = [...Map.groupBy(asked, ({ severity }) => severity)];
  const [first] = groups;
  if (groups.length === 1 && first !== undefined && asked.length === fieldClasses.length) return first[0];
  return groups
    .map(([severity, classes]) => `${severity} (${classes.map(({ fieldClass }) => fieldClass).join(', ')})`)
    .join(', ');
};

/** A severity table in one line: only what differs between field classes and environments is told apart. */
export const severityWords = ({ dev, prod }: SeverityTable): string => {
  const [inDev, inProd] = [byClass(dev), byClass(prod)];
  return inDev === inProd ? inProd : `prod: ${inProd} · dev: ${inDev}`;
};
