import { Image, Space } from 'antd';

const SIZE = 96;

/** Pictures beside each other; each opens in full. */
export const Pictures = ({ paths, label }: { paths: readonly string[]; label: string }) =>
  paths.length === 0 ? (
    <span className="quiet">没有图片</span>
  ) : (
    <Image.PreviewGroup>
      <Space wrap>
        {paths.map((path, index) => (
          <Image
            key={path}
            src={path}
            alt={`${label} ${index + 1}`}
            width={SIZE}
            height={SIZE}
            style={{ objectFit: 'cover', borderRadius: 8 }}
          />
        ))}
      </Space>
    </Image.PreviewGroup>
  );
