import fc from 'fast-check';

const fixedSeed = 20_260_401;
const wanted = process.env['PROPERTY_SEED'];

/** The same cases every run, so that a change is judged by itself; `npm run test:seeds` looks where nobody has looked before. */
fc.configureGlobal(wanted === 'random' ? {} : { seed: wanted === undefined ? fixedSeed : Number(wanted) });
