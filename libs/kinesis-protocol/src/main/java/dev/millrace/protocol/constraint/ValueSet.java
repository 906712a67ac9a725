package dev.millrace.protocol.constraint;

import java.util.List;
import java.util.stream.Stream;

/** The values that the service model allows for a string, in the order in which AWS names them. */
public final class ValueSet {
    private final List<String> values;

    private ValueSet(List<String> values) {
        this.values = values;
    }

    public static ValueSet of(String... values) {
        return new ValueSet(List.of(values));
    }

    /** The names of an enum, whose constants stand in the order in which AWS names them. */
    public static ValueSet of(Class<? extends Enum<?>> type) {
        return new ValueSet(
                Stream.of(type.getEnumConstants()).<String>map(Enum::name).toList());
    }

    boolean contains(String value) {
        return values.contains(value);
    }

    /** {@code [A, B]}. */
    @Override
    public String toString() {
        return values.toString();
    }
}
