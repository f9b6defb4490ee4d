import { z } from 'zod';
import { instantSchema, page, pageQuery } from './primitives';
import { routes } from './route';

const termsIdSchema = z.string().regex(/^[1-9]\d{0,9}$/);

const termsSchema = z
  .object({ id: termsIdSchema, title: z.string(), body: z.string(), publishedAt: instantSchema })
  .meta({ id: 'Terms' });

const textFields = {
  title: z.string().trim().min(1).max(64),
  body: z.string().trim().min(1).max(20_000).describe('Plain text; an empty line begins a paragraph.'),
};

export const termsRoutes = routes({
  'GET /api/terms': {
    tag: 'Me',
    summary: 'The terms in force',
    auth: 'public',
    response: z
      .object({
        terms: termsSchema.nullable().describe('null: the shop has none, and asks for nothing.'),
        accepted: z.boolean().describe('By the signed-in member, this version.'),
      })
      .meta({ id: 'TermsInForce' }),
  },
  'POST /api/me/terms/:id/accept': {
    tag: 'Me',
    summary: 'Accept the terms in force; an order needs it. Repeating it changes nothing',
    auth: 'member',
    params: z.object({ id: termsIdSchema }),
    response: 'empty',
    errors: ['terms_not_found', 'terms_outdated'],
  },
  'GET /api/admin/terms': {
    tag: 'Members',
    summary: 'Versions of the terms, newest first, and a text to begin with',
    auth: 'operator',
    permission: 'settings.read',
    query: z.object(pageQuery),
    response: page(termsSchema).extend({
      template: z.object({ title: z.string(), body: z.string() }).describe('What a new shop may begin with.'),
    }),
  },
  'POST /api/admin/terms': {
    tag: 'Members',
    summary: 'Publish a version of the terms; every member has to accept it before the next order',
    auth: 'operator',
    permission: 'settings.publish',
    body: z.object({
      ...textFields,
      latestId: termsIdSchema.nullable().describe('The version that was seen as the newest; null: none.'),
    }),
    response: termsSchema,
    errors: ['terms_outdated', 'forbidden_phrase'],
  },
});
