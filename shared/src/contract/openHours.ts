import { z } from 'zod';
import { minuteOfClock } from '../time/shanghai';

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const openHoursSchema = z
  .object({
    weekday: z.int().min(1).max(7).describe('1: Monday … 7: Sunday.'),
    from: clockSchema,
    to: z
      .string()
      .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
      .describe('Not included; up to 24:00.'),
  })
  .refine(({ from, to }) => minuteOfClock(from) < minuteOfClock(to), {
    message: 'must be after from; hours over midnight are two',
    path: ['to'],
  })
  .meta({ id: 'OpenHours', description: 'Open from `from` to `to` in Shanghai, on one day of the week.' });

/** Four spans a day. */
export const weeklyHoursSchema = z.array(openHoursSchema).max(28).nullable();
