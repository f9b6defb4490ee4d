import { contract } from '@paifan/shared/contract/contract';
import type { Route } from '@paifan/shared/contract/route';
import { ERRORS } from '@paifan/shared/errors/errors';
import { createOpenApi, errorsOf } from '../../src/http/openapi';

const document: unknown = JSON.parse(JSON.stringify(createOpenApi()));
const routes = Object.entries<Route>(contract);

/** The part of the document at a path of keys. */
function at(...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (node, key) => (typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined),
    document,
  );
}

function operationOf(key: string): { path: string; operation: Record<string, unknown> } {
  const [method = '', path = ''] = key.split(' ');
  const template = path.replace(/:(\w+)/g, '{$1}');
  return {
    path: template,
    operation: at('paths', template, method.toLowerCase()) as Record<string, unknown>,
  };
}

/** Every value under a key of this name, anywhere in the document. */
function valuesOf(name: string, node: unknown = document): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [
    ...(key === name ? [value] : []),
    ...valuesOf(name, value),
  ]);
}

describe('the OpenAPI document', () => {
  test('is OpenAPI 3.1 with a title and a version', () => {
    expect(at('openapi')).toBe('3.1.0');
    expect(at('info')).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  });

  test('has an operation for every route of the contract and no other', () => {
    const operations = Object.values(at('paths') as object).flatMap((item: object) => Object.keys(item));
    expect(operations).toHaveLength(routes.length);
    for (const [key] of routes) expect(operationOf(key).operation).toBeDefined();
  });

  test('resolves every reference inside itself', () => {
    const references = valuesOf('$ref').map(String);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) {
      expect(reference).toMatch(/^#\//);
      expect(at(...reference.slice(2).split('/'))).toBeDefined();
    }
  });

  test('names every operation once', () => {
    const names = valuesOf('operationId');
    expect(new Set(names).size).toBe(names.length);
  });

  test('tags only with tags that it explains', () => {
    const explained = (at('tags') as { name: string }[]).map(({ name }) => name);
    expect(explained).toEqual(expect.arrayContaining(routes.map(([, { tag }]) => tag)));
  });

  test.each(routes)('%s: path parameters, security, bodies and errors stand as contracted', (key, route) => {
    const { path, operation } = operationOf(key);
    const parameters = (operation['parameters'] ?? []) as { in: string; name: string; required?: boolean }[];
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => `{${name}}`).sort()).toEqual((path.match(/\{\w+\}/g) ?? []).sort());
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(parameters.some(({ name }) => name === 'Idempotency-Key')).toBe(route.idempotent === true);

    expect(operation['security']).toEqual(route.auth === 'public' ? undefined : [{ [route.auth]: [] }]);
    expect(operation['requestBody'] !== undefined).toBe(
      route.body !== undefined || route.upload !== undefined,
    );

    const responses = operation['responses'] as Record<string, unknown>;
    expect(Object.keys(responses)).toContain(route.response === 'empty' ? '204' : '200');
    for (const code of errorsOf(route)) expect(Object.keys(responses)).toContain(String(ERRORS[code].status));
  });
});
