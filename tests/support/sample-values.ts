/**
 * Values of a TypeScript type, made from the type itself: every member of a union at least once, so that every code of
 * a room below comes to its sentence without anybody listing them.
 */
import ts from 'typescript';

/** More combinations than this are thinned: then every single value still occurs. */
const MOST_COMBINATIONS = 400;
const NUMBERS = [1, 0.25, 1234.5];

/** Rows of values for the parameters of a function, which may be written as one rest parameter (Words does). */
export function parametersOf(
  checker: ts.TypeChecker,
  signature: ts.Signature,
  at: ts.Node,
): unknown[][] {
  const types = signature.getParameters().map((one) => checker.getTypeOfSymbolAtLocation(one, at));
  const [only] = types;
  const elements =
    only && types.length === 1 && checker.isTupleType(only)
      ? checker.getTypeArguments(only as ts.TypeReference)
      : types;
  return combinations(elements.map((type) => samplesOf(checker, type, at)));
}

/** Values of `type`; throws for a type that has no samples here. */
export function samplesOf(checker: ts.TypeChecker, type: ts.Type, at: ts.Node): unknown[] {
  const of = (part: ts.Type) => samplesOf(checker, part, at);
  if (type.isUnion()) return type.types.flatMap(of);
  if (type.isStringLiteral() || type.isNumberLiteral()) return [type.value];
  if (type.flags & ts.TypeFlags.BooleanLiteral) return [checker.typeToString(type) === 'true'];
  if (type.flags & ts.TypeFlags.String) return ['some text'];
  if (type.flags & ts.TypeFlags.Number) return NUMBERS;
  if (type.flags & ts.TypeFlags.Null) return [null];
  if (type.flags & ts.TypeFlags.Undefined) return [undefined];
  if (checker.isTupleType(type)) {
    return combinations(checker.getTypeArguments(type as ts.TypeReference).map(of));
  }
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    const all = element ? of(element) : [];
    // A list in a message is never empty; long ones are shortened.
    return [all.slice(0, 1), [...all, ...all, ...all, ...all, ...all].slice(0, 5)];
  }
  if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
    if (type.getCallSignatures().length > 0) {
      throw new Error(`No sample values of the function type ${checker.typeToString(type)}.`);
    }
    const names = checker.getPropertiesOfType(type);
    const values = names.map((name) => of(checker.getTypeOfSymbolAtLocation(name, at)));
    return combinations(values).map((row) =>
      Object.fromEntries(names.map((name, i) => [name.name, row[i]])),
    );
  }
  throw new Error(`No sample values of the type ${checker.typeToString(type)}.`);
}

/** Every combination, or, where these are too many, as many rows as the longest list, each list taken in turn. */
function combinations(lists: readonly (readonly unknown[])[]): unknown[][] {
  const count = lists.reduce((product, list) => product * list.length, 1);
  if (count <= MOST_COMBINATIONS) {
    return lists.reduce<unknown[][]>(
      (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
      [[]],
    );
  }
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.map((list) => list[i % list.length]));
}
