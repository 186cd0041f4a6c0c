export interface Step {
  readonly name: string;
  /** A shell command line; the tools in `node_modules/.bin` are found. */
  readonly command: string;
  readonly minutes: number;
  /** The suite whose tests are counted, from `out/results/<suite>.json`; a step without one counts as one test. */
  readonly suite?: string;
  /** Without it the steps below can't run. */
  readonly essential?: true;
}

const vitest = (project: string) =>
  `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json=out/results/${project}.json`;

const inHost: Step = { name: 'in-host', command: 'node test/vscode/runTests.ts', minutes: 4, suite: 'host' };
const window: Step = { name: 'UI', command: vitest('ui'), minutes: 8, suite: 'ui' };
const soak: Step = { name: 'soak', command: vitest('soak'), minutes: 7, suite: 'soak' };

/** What `npm test` runs, in this order. */
export const steps: readonly Step[] = [
  { name: 'types', command: 'tsc', minutes: 2 },
  { name: 'lint', command: 'biome check --error-on-warnings', minutes: 1 },
  { name: 'unit', command: vitest('unit'), minutes: 5, suite: 'unit' },
  { name: 'build', command: 'node esbuild.ts --tests', minutes: 1, essential: true },
  {
    name: 'package',
    command: 'npm run package && node test/packaging/sizes.ts && node test/packaging/reproducible.ts',
    minutes: 2,
    essential: true,
  },
  inHost,
  // The server build, on which these run, is made for Linux and macOS.
  ...(process.platform === 'win32' ? [] : [window, soak]),
];
