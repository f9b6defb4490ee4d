import { z } from 'zod';
import { picturePathSchema } from './primitives';
import { routes } from './route';

const uploadSchema = z
  .object({
    path: picturePathSchema,
    bytes: z.int(),
    width: z.int().describe('Pixels.'),
    height: z.int(),
  })
  .meta({ id: 'Upload', description: 'A picture that is kept: `path` is what other requests name it by.' });

const upload = {
  tag: 'Uploads',
  summary:
    'Upload a picture (PNG, JPEG, WebP): where it was taken is left out of it; repeated, it is the same',
  upload: 'picture',
  response: uploadSchema,
  errors: ['picture_refused', 'upload_limit'],
} as const;

export const uploadRoutes = routes({
  'POST /api/uploads': { ...upload, auth: 'member' },
  'POST /api/applications/uploads': {
    ...upload,
    auth: 'public',
    summary:
      'Upload a picture for an application, without signing in; few a minute, and not many a day of everybody',
  },
  'POST /api/desk/uploads': { ...upload, auth: 'staff', permission: 'desk.own' },
  'POST /api/admin/uploads': { ...upload, auth: 'operator', permission: 'account.own' },
});
