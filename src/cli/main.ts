import { existsSync } from 'node:fs';
import { compose } from './compose.ts';
import { runCommand } from './program.ts';
import { processTerminal } from './terminal.ts';

// Who reads our output may have read enough, such as `head`; that is no fault.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  throw error;
});

// What is set in the environment wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env');

process.exitCode = await runCommand(process.argv.slice(2), {
  terminal: processTerminal(),
  environment: process.env,
  async composed(work) {
    const composition = await compose(process.env);
    try {
      return await work(composition);
    } finally {
      await composition.close();
    }
  },
});
