import { importsOf, type SourceFile } from './houseRules';

/** Groups of files that import each other in a loop, types included: nobody can read one without the others. */
export function circles(files: readonly SourceFile[]): string[][] {
  const known = new Map(files.map((file) => [withoutEnding(file.path), file.path]));
  const targets = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).flatMap(
        ({ from }) => known.get(withoutEnding(from)) ?? known.get(`${from}/index`) ?? [],
      ),
    ]),
  );
  return strongComponents([...targets.keys()], (name) => targets.get(name) ?? []).filter(
    (group) => group.length > 1,
  );
}

const withoutEnding = (name: string): string => name.replace(/\.tsx?$/, '');

/** Tarjan's algorithm. @returns each group sorted, the groups by their first name */
function strongComponents(names: readonly string[], next: (name: string) => readonly string[]): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const groups: string[][] = [];
  const enter = (name: string): number => {
    const mine = order.size;
    order.set(name, mine);
    let lowest = mine;
    open.push(name);
    for (const other of next(name)) {
      if (!order.has(other)) lowest = Math.min(lowest, enter(other));
      else if (open.includes(other)) lowest = Math.min(lowest, low.get(other) ?? order.get(other) ?? mine);
    }
    low.set(name, lowest);
    if (lowest === mine) groups.push(open.splice(open.indexOf(name)).sort());
    return lowest;
  };
  for (const name of names) if (!order.has(name)) enter(name);
  return groups.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
