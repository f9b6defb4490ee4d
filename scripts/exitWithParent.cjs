// Loaded into each service before its own code: when the script that started it is gone, even killed, the service
// stops in good order instead of living on unseen.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
