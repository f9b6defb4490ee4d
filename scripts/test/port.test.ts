import net from 'node:net';
import { readPort, refuseBusyPort } from '../port';
import { ClearError } from '../terminal';

describe('the port', () => {
  test.each([
    ['none given', [], {}, 8080],
    ['--port', ['--port', '9000'], {}, 9000],
    ['--port=', ['--port=9000'], { PORT: '7000' }, 9000],
    ['PORT', [], { PORT: '7000' }, 7000],
    ['an empty PORT', [], { PORT: '' }, 8080],
    ['npm start --port=9000, as npm hands it on', [], { npm_config_port: '9000' }, 9000],
    ['npm start --port 9000, as npm hands it on', ['9000'], { npm_config_port: 'true', PORT: '7000' }, 9000],
  ])('%s', (_, args, environment, port) => {
    expect(readPort(args, environment)).toBe(port);
  });

  test.each([
    ['a word', ['--port', 'http']],
    ['zero', ['--port', '0']],
    ['too large', ['--port', '65536']],
    ['a fraction', ['--port', '80.5']],
    ['another spelling of a number', ['--port', '0x50']],
    ['nothing after --port', ['--port']],
    ['an unknown option', ['--prot', '9000']],
  ])('%s is refused with a clear message', (_, args) => {
    expect(() => readPort(args, {})).toThrow(ClearError);
  });

  test('that is in use is refused, and the next one offered', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as net.AddressInfo;
    await expect(refuseBusyPort(port)).rejects.toThrow(`Port ${port} is in use`);
    await new Promise((resolve) => server.close(resolve));
    await expect(refuseBusyPort(port)).resolves.toBeUndefined();
  });
});
