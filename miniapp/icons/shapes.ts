export type Point = readonly [x: number, y: number];
/** A pen stroke through these points. */
export type Stroke = readonly Point[];

/** Part of an ellipse, from one angle to another, in degrees, clockwise from the right. */
export function arc(centre: Point, rx: number, ry: number, from: number, to: number): Stroke {
  const steps = 32;
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    return [centre[0] + rx * Math.cos(angle), centre[1] + ry * Math.sin(angle)];
  });
}

const circle = (centre: Point, radius: number): Stroke => arc(centre, radius, radius, 0, 360);

const person = (x: number): Stroke[] => [
  circle([x, 7.6], 1.9),
  [[x - 2.3, 19.5], [x - 2.3, 15.2], ...arc([x, 15.2], 2.3, 2.6, 180, 360), [x + 2.3, 15.2], [x + 2.3, 19.5]],
];

/** The tab signs, on a field of 24 × 24. */
export const SHAPES: Record<'home' | 'stores' | 'line' | 'cart' | 'me', Stroke[]> = {
  home: [
    [
      [3.5, 11],
      [12, 4],
      [20.5, 11],
    ],
    [
      [5.5, 9.6],
      [5.5, 20],
      [18.5, 20],
      [18.5, 9.6],
    ],
    [
      [9.8, 20],
      [9.8, 14.5],
      [14.2, 14.5],
      [14.2, 20],
    ],
  ],
  stores: [
    [
      [4, 9.2],
      [5.4, 4.4],
      [18.6, 4.4],
      [20, 9.2],
    ],
    arc([6.7, 9.2], 2.7, 2.6, 180, 0),
    arc([12, 9.2], 2.6, 2.6, 180, 0),
    arc([17.3, 9.2], 2.7, 2.6, 180, 0),
    [
      [5.5, 12.2],
      [5.5, 20],
      [18.5, 20],
      [18.5, 12.2],
    ],
    [
      [9.6, 20],
      [9.6, 15.6],
      [14.4, 15.6],
      [14.4, 20],
    ],
  ],
  line: [...person(4.6), ...person(12), ...person(19.4)],
  cart: [
    [
      [3, 4.5],
      [5.6, 4.5],
      [8, 15.2],
      [17.6, 15.2],
      [20.4, 7.6],
      [6.3, 7.6],
    ],
    circle([9.2, 18.9], 1.1),
    circle([16.6, 18.9], 1.1),
  ],
  me: [circle([12, 8], 4), [[4.5, 20.3], ...arc([12, 20.3], 7.5, 5.8, 180, 360), [19.5, 20.3]]],
};
