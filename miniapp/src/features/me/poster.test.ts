import { linesOf } from './poster';

const upTo = (most: number) => (line: string) => line.length <= most;

test.each([
  ['a short text is one line', '来逛逛', 2, ['来逛逛']],
  ['a longer one goes on in the next line', '来邻里小店逛逛吧', 2, ['来邻里小店', '逛逛吧']],
  [
    'what is too long even then ends with an ellipsis',
    '一二三四五六七八九十十一十二',
    2,
    ['一二三四五', '六七八九…'],
  ],
  ['one that fits to the letter keeps it', '一二三四五六七八九十', 2, ['一二三四五', '六七八九十']],
  ['no text is no line', '', 2, []],
])('%s', (_, text, most, lines) => {
  expect(linesOf(text, most, upTo(5))).toEqual(lines);
});
