/** Where in a source JSON.parse gives up, in UTF-16 units from 0; its beginning where that cannot be told. Valid JSON gives 0. */
export const findJsonFault = (source: string): number => {
  try {
    JSON.parse(source);
    return 0;
  } catch (fault) {
    // Only the number is taken: the message may quote the source.
    const message = fault instanceof Error ? fault.message : '';
    const position = /at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1];
    if (position !== undefined) return Math.min(Number(position), source.length);
    return message.includes('end of JSON input') ? source.length : 0;
  }
};
