import { document, type Statement } from './engine.ts';

function page(name: string): Statement {
  return {
    name,
    text: `SELECT cursorpage::bytea, continuation::bytea, cursorid::text FROM documentdb_api.${name}($1, ${document(2)})`,
  };
}

function write(name: string): Statement {
  return {
    name,
    text: `SELECT p_result::bytea, p_success FROM documentdb_api.${name}($1, ${document(2)})`,
  };
}

function single(name: string, call: string): Statement {
  return { name, text: `SELECT ${call}::bytea` };
}

/** Commands that open a cursor, by MongoDB's name in lower case. */
export const cursorStatements = new Map<string, Statement>([
  ['find', page('find_cursor_first_page')],
  ['aggregate', page('aggregate_cursor_first_page')],
  ['listcollections', page('list_collections_cursor_first_page')],
  ['listindexes', page('list_indexes_cursor_first_page')],
]);

export const getMoreStatement: Statement = {
  name: 'get_more',
  text: `SELECT cursorpage::bytea, continuation::bytea FROM documentdb_api.cursor_get_more($1, ${document(2)}, ${document(3)})`,
};

/** Commands that write documents. */
export const writeStatements = new Map<string, Statement>([
  ['insert', write('insert')],
  ['update', write('update')],
  ['delete', write('delete')],
  ['findandmodify', write('find_and_modify')],
]);

/** Commands that take the database and their own document and answer with one document. */
export const readStatements = new Map<string, Statement>([
  [
    'count',
    { name: 'count', text: `SELECT document::bytea FROM documentdb_api.count_query($1, ${document(2)})` },
  ],
  [
    'distinct',
    {
      name: 'distinct',
      text: `SELECT document::bytea FROM documentdb_api.distinct_query($1, ${document(2)})`,
    },
  ],
  [
    'validate',
    { name: 'validate', text: `SELECT document::bytea FROM documentdb_api.validate($1, ${document(2)})` },
  ],
]);

/** Commands that change what collections and indexes there are; the same shape as the reading ones. */
export const schemaStatements = new Map<string, Statement>([
  [
    'createindexes',
    single(
      'create_indexes',
      `documentdb_api_internal.create_indexes_non_concurrently($1, ${document(2)}, true)`,
    ),
  ],
  [
    'dropindexes',
    single('drop_indexes', `documentdb_api_internal.drop_indexes_non_concurrently($1, ${document(2)})`),
  ],
  ['create', single('create_collection', `documentdb_api.create_collection_view($1, ${document(2)})`)],
]);

export const collModStatement = single('coll_mod', `documentdb_api.coll_mod($1, $2, ${document(3)})`);
export const renameStatement = single('rename', `documentdb_api.rename_collection(${document(1)})`);
export const listDatabasesStatement = single(
  'list_databases',
  `documentdb_api.list_databases(${document(1)})`,
);
export const collStatsStatement = single('coll_stats', 'documentdb_api.coll_stats($1, $2, $3)');
export const dbStatsStatement = single('db_stats', 'documentdb_api.db_stats($1, $2)');
export const dropStatement: Statement = {
  name: 'drop_collection',
  text: 'SELECT documentdb_api.drop_collection($1, $2)',
};
export const dropDatabaseStatement: Statement = {
  name: 'drop_database',
  text: 'SELECT documentdb_api.drop_database($1)::text',
};
