import { App, Button, Space, Upload } from 'antd';
import { useState } from 'react';
import { messageOf } from '@paifan/shared/client/failure';
import { upload } from '../api/client';
import { readSession } from '../api/session';

const SIZE = 96;
/** In a row of a table. */
const SMALL_SIZE = 40;
const ROUTES = { staff: 'POST /api/desk/uploads', operator: 'POST /api/admin/uploads' } as const;

interface PicturesInputProps {
  /** Given by a form, which is why they may be absent. */
  value?: readonly string[];
  onChange?: (paths: string[]) => void;
  most: number;
  label: string;
  /** It stands in a row of a table. */
  small?: boolean;
}

/** Pictures that are uploaded at once when they are chosen, in an order that can be changed. The first one is shown first. */
export function PicturesInput({
  value = [],
  onChange = () => undefined,
  most,
  label,
  small = false,
}: PicturesInputProps) {
  const size = small ? SMALL_SIZE : SIZE;
  const [isSending, setSending] = useState(false);
  const { message } = App.useApp();
  const move = (index: number): void =>
    onChange(value.toSpliced(index, 1).toSpliced(index - 1, 0, value[index] ?? ''));
  async function add(file: File): Promise<void> {
    setSending(true);
    try {
      const side = readSession()?.side;
      const { path } = await upload(
        side === undefined ? 'POST /api/applications/uploads' : ROUTES[side],
        file,
        {},
      );
      if (!value.includes(path)) onChange([...value, path]);
    } catch (error) {
      void message.error(messageOf(error), 6);
    } finally {
      setSending(false);
    }
  }
  return (
    <Space wrap align="start">
      {value.map((path, index) => (
        <div key={path} className={small ? 'picture-slot picture-slot-small' : 'picture-slot'}>
          {/* In full beside the form: looking at it loses nothing, and brings no viewer along. */}
          <a href={path} target="_blank" rel="noreferrer">
            <img
              src={path}
              alt={`${label} ${index + 1}`}
              width={size}
              height={size}
              style={{ objectFit: 'cover', borderRadius: 8 }}
            />
          </a>
          <div>
            {index === 0 ? null : (
              <Button size="small" type="text" onClick={() => move(index)}>
                前移
              </Button>
            )}
            <Button
              size="small"
              type="text"
              danger
              onClick={() => onChange(value.filter((other) => other !== path))}
            >
              移除
            </Button>
          </div>
        </div>
      ))}
      {value.length < most ? (
        <Upload
          accept="image/png,image/jpeg,image/webp"
          showUploadList={false}
          // The picture is sent here, with the session of whoever is signed in.
          beforeUpload={(file) => {
            void add(file);
            return false;
          }}
        >
          <Button size={small ? 'small' : 'middle'} loading={isSending} aria-label={`上传${label}`}>
            上传{label}
          </Button>
        </Upload>
      ) : null}
    </Space>
  );
}

/** One picture. */
export const PictureInput = ({
  value,
  onChange = () => undefined,
  label,
  small,
}: {
  value?: string;
  onChange?: (path: string) => void;
  label: string;
  small?: boolean;
}) => (
  <PicturesInput
    {...{ label, small, most: 1 }}
    value={value ? [value] : []}
    onChange={([path]) => onChange(path ?? '')}
  />
);
