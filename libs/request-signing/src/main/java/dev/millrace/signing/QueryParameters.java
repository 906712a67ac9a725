package dev.millrace.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a query, decoded and then encoded again in the one form that signatures are made over. */
final class QueryParameters {
    private final List<Parameter> parameters;

    private QueryParameters(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /** @param query percent-encoded, one character for each byte, without the question mark */
    static QueryParameters parse(String query) {
        List<Parameter> parameters = new ArrayList<>();
        ByteText text = new ByteText();
        int from = 0;
        // The next one from here on. It is looked for only when it has been passed: a query without any is gone through
        // once.
        int equals = -1;
        while (from < query.length()) {
            int to = query.indexOf('&', from);
            to = to < 0 ? query.length() : to;
            if (equals < from) {
                int next = query.indexOf('=', from);
                equals = next < 0 ? query.length() : next;
            }
            if (to > from) {
                int nameEnd = Math.min(equals, to);
                String name = query.substring(from, nameEnd);
                String value = nameEnd == to ? "" : query.substring(nameEnd + 1, to);
                parameters.add(new Parameter(canonical(name, text), canonical(value, text)));
            }
            from = to + 1;
        }
        return new QueryParameters(parameters);
    }

    /** The decoded value of the first parameter of a name. */
    Optional<String> find(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return Optional.of(UriEncoding.decode(parameter.value));
            }
        }
        return Optional.empty();
    }

    /** Appends the parameters sorted by name, then by value, without the signature itself. */
    void appendCanonical(ByteText to) {
        List<Parameter> sorted = new ArrayList<>(parameters);
        sorted.sort(null);
        boolean first = true;
        for (Parameter parameter : sorted) {
            if (parameter.name.equals(PresignedQuery.SIGNATURE)) {
                continue;
            }
            if (!first) {
                to.append('&');
            }
            to.append(parameter.name).append('=').append(parameter.value);
            first = false;
        }
    }

    private static String canonical(String encoded, ByteText text) {
        UriEncoding.appendEncoded(UriEncoding.decode(encoded), false, text.clear());
        return text.toString();
    }

    private record Parameter(String name, String value) implements Comparable<Parameter> {
        @Override
        public int compareTo(Parameter other) {
            int order = name.compareTo(other.name);
            return order != 0 ? order : value.compareTo(other.value);
        }
    }
}
