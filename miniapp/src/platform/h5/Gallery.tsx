import { useState, type ReactElement } from 'react';
import './Gallery.scss';

interface Props {
  /** One beside the other; each with a key. */
  children: readonly ReactElement[];
  className: string;
}

/**
 * Things to be wiped through, with a mark for each. The browser's own scrolling does it; Taro's Swiper would bring a library into the
 * first screen.
 */
export function Gallery({ children, className }: Props) {
  const [shown, setShown] = useState(0);
  return (
    <div className={`gallery ${className}`}>
      <div
        className="gallery__strip"
        onScroll={({ currentTarget }) =>
          setShown(Math.round(currentTarget.scrollLeft / currentTarget.clientWidth))
        }
      >
        {children.map((child) => (
          <div key={child.key} className="gallery__one">
            {child}
          </div>
        ))}
      </div>
      <div className="gallery__marks">
        {children.map((child, index) => (
          <span
            key={child.key}
            className={index === shown ? 'gallery__mark gallery__mark--on' : 'gallery__mark'}
          />
        ))}
      </div>
    </div>
  );
}
