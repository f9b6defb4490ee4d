import type { DrawPlaces, Place, PlaceGroup } from '../settle/facts';
import type { PlaceOwner, RandomReturnTerms } from '../settle/terms';

/**
 * A new group: which of its places turn into points is drawn before the first is taken.
 * @throws Error when the random source does not give different places of the group.
 */
function drawGroup({ owner, cashSlots, pointsSlots }: RandomReturnTerms, draw: DrawPlaces): PlaceGroup {
  const size = cashSlots + pointsSlots;
  const pointsPlaces = [...draw(size, pointsSlots)].sort((a, b) => a - b);
  const arePlaces = pointsPlaces.every((place) => Number.isInteger(place) && place >= 0 && place < size);
  if (pointsPlaces.length !== pointsSlots || !arePlaces || new Set(pointsPlaces).size !== pointsSlots) {
    throw new Error(
      `${pointsSlots} different places below ${size} were to be drawn, got ${pointsPlaces.join(', ')}`,
    );
  }
  return { owner, cashSlots, pointsSlots, pointsPlaces, taken: 0 };
}

const isUsable = (group: PlaceGroup, rule: RandomReturnTerms): boolean =>
  group.cashSlots === rule.cashSlots &&
  group.pointsSlots === rule.pointsSlots &&
  group.taken < group.cashSlots + group.pointsSlots;

/** Takes the next place of a group; a group that is full, or has other numbers than the rule, is followed by a new one. */
export function nextPlace(
  group: PlaceGroup | undefined,
  rule: RandomReturnTerms,
  draw: DrawPlaces,
): { place: Place; group: PlaceGroup } {
  const current = group !== undefined && isUsable(group, rule) ? group : drawGroup(rule, draw);
  const place = current.pointsPlaces.includes(current.taken) ? 'points' : 'cash';
  return { place, group: { ...current, taken: current.taken + 1 } };
}

/** Hands out places of one queue's groups, and remembers the groups that changed. SPEC section 6, random return. */
export function handOutPlaces(groups: readonly PlaceGroup[], draw: DrawPlaces) {
  const current = new Map<PlaceOwner, PlaceGroup>(groups.map((group) => [group.owner, group]));
  const changed = new Set<PlaceOwner>();
  return {
    take(rule: RandomReturnTerms): Place {
      const { place, group } = nextPlace(current.get(rule.owner), rule, draw);
      current.set(rule.owner, group);
      changed.add(rule.owner);
      return place;
    },
    changed: (): PlaceGroup[] => [...current.values()].filter(({ owner }) => changed.has(owner)),
  };
}
