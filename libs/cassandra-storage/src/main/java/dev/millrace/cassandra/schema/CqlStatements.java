package dev.millrace.cassandra.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a CQL file into its statements. Semicolons inside of string literals, quoted names, {@code $$} literals and
 * comments do not end a statement; comments ({@code --}, {@code //}, {@code /* … *}{@code /}) are dropped.
 */
final class CqlStatements {

    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private int position;

    private CqlStatements(String text) {
        this.text = text;
    }

    static List<String> split(String text) {
        return new CqlStatements(text).split();
    }

    private List<String> split() {
        while (position < text.length()) {
            if (at("--") || at("//")) {
                skipPast("\n");
                statement.append('\n');
            } else if (at("/*")) {
                skipPast("*/");
                statement.append(' ');
            } else if (at("$$")) {
                take("$$");
            } else if (at("'") || at("\"")) {
                // A doubled quote is an escape; read as two literals side by side it needs no special care.
                take(text.substring(position, position + 1));
            } else if (at(";")) {
                position++;
                endStatement();
            } else {
                statement.append(text.charAt(position++));
            }
        }
        endStatement();
        return List.copyOf(statements);
    }

    private boolean at(String token) {
        return text.startsWith(token, position);
    }

    private void skipPast(String end) {
        int found = text.indexOf(end, position + (end.equals("*/") ? 2 : 0));
        position = found < 0 ? text.length() : found + end.length();
    }

    private void take(String quote) {
        int end = text.indexOf(quote, position + quote.length());
        if (end < 0) {
            throw new IllegalArgumentException("A literal that begins with " + quote + " does not end");
        }
        statement.append(text, position, end + quote.length());
        position = end + quote.length();
    }

    private void endStatement() {
        String complete = statement.toString().strip();
        if (!complete.isEmpty()) {
            statements.add(complete);
        }
        statement.setLength(0);
    }
}
