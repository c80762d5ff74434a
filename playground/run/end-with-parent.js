// Loaded into each child of the playground: when the parent is gone, however it went, the child stops too.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 10_000).unref();
});
