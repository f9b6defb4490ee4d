import { base64 } from './base64';

it.each([0, 1, 2, 3, 4, 5, 256, 1001])('%d bytes come back from their base64 unchanged', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => (index * 89 + 7) % 256);
  expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});
