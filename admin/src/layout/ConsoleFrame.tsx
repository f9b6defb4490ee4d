import { Button, Layout, Menu, Space, Spin, type MenuProps } from 'antd';
import { Suspense, useEffect, useRef, type ReactNode } from 'react';
import { Outlet } from 'react-router';
import { Unread } from './Unread';
import { useKeyboard } from './useKeyboard';
import { useUnsavedGuard } from './useUnsavedGuard';

/** A page in the menu: its address, and the group that it stands in. */
export interface MenuPage {
  readonly path: string;
  readonly group: string;
  readonly label?: string;
}

interface ConsoleFrameProps {
  readonly brand: string;
  readonly menu: MenuProps['items'];
  /** The path of the page of the menu that is open. */
  readonly selected: string;
  /** Who works here, and the way to the own account. */
  readonly who: ReactNode;
  readonly onSignOut: () => void;
  /** Above every page. */
  readonly notice?: ReactNode;
}

/** The menu at the left, who works here at the top, and the page. */
export function ConsoleFrame({ brand, menu, selected, who, onSignOut, notice }: ConsoleFrameProps) {
  const sider = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLElement>(null);
  useKeyboard();
  useUnsavedGuard();
  useEffect(() => {
    // The menu is longer than most screens: where one is stays in sight.
    sider.current?.querySelector('.ant-menu-item-selected')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <button type="button" className="skip-link" onClick={() => content.current?.focus()}>
        跳到内容
      </button>
      <Layout.Sider
        ref={sider}
        className="console-sider"
        width={200}
        theme="light"
        breakpoint="lg"
        collapsedWidth={0}
      >
        <div className="console-brand">{brand}</div>
        <nav aria-label="主菜单">
          <Menu mode="inline" items={menu} selectedKeys={[selected]} />
        </nav>
      </Layout.Sider>
      <Layout>
        <Layout.Header style={{ display: 'flex', justifyContent: 'flex-end', paddingInline: 24 }}>
          <Space>
            {who}
            <Button size="small" onClick={onSignOut}>
              退出
            </Button>
          </Space>
        </Layout.Header>
        <Layout.Content ref={content} tabIndex={-1} className="console-content">
          {notice}
          <Unread />
          <Suspense fallback={<Spin />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

/** The menu of these pages by group; a group without pages is absent. */
export const menuOf = <Page extends MenuPage>(
  groups: Readonly<Record<Page['group'], string>>,
  pages: readonly Page[],
  linkTo: (page: Page) => ReactNode,
): MenuProps['items'] =>
  (Object.keys(groups) as Page['group'][]).flatMap((group) => {
    const children = pages
      .filter((page) => page.label !== undefined && page.group === group)
      .map((page) => ({ key: page.path, label: linkTo(page) }));
    return children.length === 0
      ? []
      : [{ key: group, type: 'group' as const, label: groups[group], children }];
  });

/** The page of the menu that an address belongs to: /orders/P123 is below orders. */
export const selectedOf = (pages: readonly MenuPage[], pathname: string): string =>
  pages
    .filter(({ label, path }) => label !== undefined && `${pathname}/`.startsWith(`/${path}/`))
    .map(({ path }) => path)
    .sort((a, b) => b.length - a.length)[0] ?? '';
