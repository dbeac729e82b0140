// Loaded before the program that the bootstrap hands over to. The bootstrap holds the other end of a pipe and never writes to it:
// when it closes, the bootstrap is gone, killed perhaps, and the program ends as on a request to end.
import { Socket } from 'node:net';

const descriptor = Number(process.env['VARSELVAKT_PARENT_PIPE']);
// Not for the programs that this one starts.
delete process.env['VARSELVAKT_PARENT_PIPE'];
if (descriptor > 2) {
  const pipe = new Socket({ fd: descriptor, readable: true, writable: false });
  pipe.on('end', () => process.kill(process.pid, 'SIGTERM'));
  pipe.on('error', () => undefined);
  pipe.resume();
  pipe.unref();
}
