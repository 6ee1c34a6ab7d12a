/**
 * Parses JSON with comments and trailing commas, as tsconfig.json has them.
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseJsonWithComments(text: string): unknown {
  // A string is matched first and kept, so that "//" within one is no comment.
  const withoutComments = text.replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (token) =>
    token.startsWith('"') ? token : ' ',
  );
  const withoutCommas = withoutComments.replace(/"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g, (token) =>
    token === ',' ? '' : token,
  );
  return JSON.parse(withoutCommas.replace(/^\uFEFF/, ''));
}
