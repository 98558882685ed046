/** Migrates the database at the path given, and ends. */
import { migrate, openDatabase } from "../../store/database.ts";

const database = openDatabase(process.argv[2] as string);
await migrate(database);
await database.close();
