package dev.millrace.protocol.constraint;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.wire.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks one request against the service model and collects what fails, in the order of the calls: of each member first
 * its pattern or set, then its lower and its upper bound. An absent member fails only {@link #required}. Values are
 * printed, and paths put together, only for what fails.
 */
public final class Constraints {
    /** The service names no more failures than this in one answer. */
    private static final int MOST_REPORTED = 10;

    private final List<String> failures = new ArrayList<>(0);
    /** Where nested members stand: the structure, or the list and the 1-based index in it. */
    private @Nullable Member outer;

    private int index;

    /**
     * Ends the check.
     *
     * @throws KinesisException a ValidationException that names the failures, if there are any
     */
    public void throwIfFailed() {
        if (!failures.isEmpty()) {
            throw RequestErrors.invalid(failures.size() + " validation error" + (failures.size() > 1 ? "s" : "")
                    + " detected: " + String.join("; ", failures));
        }
    }

    public void required(Member member, @Nullable Object value) {
        if (value == null) {
            fail(member, null, "Member must not be null");
        }
    }

    public void text(Member member, @Nullable String value, TextRule rule) {
        if (value == null) {
            return;
        }
        if (!rule.matchesPattern(value)) {
            fail(member, value, "Member must satisfy regular expression pattern: " + rule.pattern());
        }
        if (rule.isTooShort(value)) {
            fail(member, value, atLeast(rule.shortest()));
        }
        if (rule.isTooLong(value)) {
            fail(member, value, atMost(rule.longest()));
        }
    }

    public void oneOf(Member member, @Nullable String value, ValueSet set) {
        if (value != null && !set.contains(value)) {
            fail(member, value, "Member must satisfy enum value set: " + set);
        }
    }

    /**
     * The value of a number.
     *
     * @param most the largest value allowed; {@link Integer#MAX_VALUE} allows all
     */
    public void number(Member member, @Nullable Integer value, int least, int most) {
        if (value == null) {
            return;
        }
        if (value < least) {
            fail(member, value, "Member must have value greater than or equal to " + least);
        }
        if (value > most) {
            fail(member, value, "Member must have value less than or equal to " + most);
        }
    }

    /**
     * The length of a blob.
     *
     * @param longest in bytes
     */
    public void blob(Member member, byte @Nullable [] value, int longest) {
        if (value != null && value.length > longest) {
            fail(member, value, atMost(longest));
        }
    }

    /** The number of a list's elements. */
    public void size(Member member, @Nullable List<?> value, int least, int most) {
        if (value == null) {
            return;
        }
        if (value.size() < least) {
            fail(member, value, atLeast(least));
        }
        if (value.size() > most) {
            fail(member, value, atMost(most));
        }
    }

    /** The lengths of a list's strings, which fail as one. */
    public void eachText(Member member, @Nullable List<String> value, TextRule rule) {
        if (value != null && !value.stream().allMatch(rule::allowsLength)) {
            fail(member, value, "Member must satisfy constraint: " + lengths(rule));
        }
    }

    /** The values of a list's strings, which fail as one. */
    public void eachOneOf(Member member, @Nullable List<String> value, ValueSet set) {
        if (value != null && !value.stream().allMatch(set::contains)) {
            fail(member, value, "Member must satisfy constraint: [Member must satisfy enum value set: " + set + "]");
        }
    }

    /** The number of a map's entries and the lengths of its keys and of its values. */
    public void map(
            Member member, @Nullable Map<String, String> value, int least, int most, TextRule keys, TextRule values) {
        if (value == null) {
            return;
        }
        if (value.size() < least) {
            fail(member, value, atLeast(least));
        }
        if (value.size() > most) {
            fail(member, value, atMost(most));
        }
        if (!value.keySet().stream().allMatch(keys::allowsLength)) {
            fail(member, value, "Map keys must satisfy constraint: " + lengths(keys));
        }
        if (!value.values().stream().allMatch(values::allowsLength)) {
            fail(member, value, "Map value must satisfy constraint: " + lengths(values));
        }
    }

    /** The members of a structure. */
    public <T> void structure(Member member, @Nullable T value, BiConsumer<T, Constraints> members) {
        if (value == null) {
            return;
        }
        outer = member;
        index = 0;
        members.accept(value, this);
        outer = null;
    }

    /** The members of each structure of a list. */
    public <T> void eachStructure(Member member, @Nullable List<T> value, BiConsumer<T, Constraints> members) {
        if (value == null) {
            return;
        }
        outer = member;
        for (index = 1; index <= value.size() && failures.size() < MOST_REPORTED; index++) {
            members.accept(value.get(index - 1), this);
        }
        outer = null;
    }

    /** A failure that needs knowledge beyond the model, such as the record size of a stream. */
    public void fail(Member member, @Nullable Object value, String rule) {
        if (failures.size() < MOST_REPORTED) {
            failures.add("Value" + PrintedValue.of(value) + " at '" + path(member) + "' failed to satisfy constraint: "
                    + rule);
        }
    }

    private String path(Member member) {
        if (outer == null) {
            return member.path();
        }
        return outer.path() + (index == 0 ? "." : "." + index + ".member.") + member.path();
    }

    private static String atLeast(int shortest) {
        return "Member must have length greater than or equal to " + shortest;
    }

    private static String atMost(int longest) {
        return "Member must have length less than or equal to " + longest;
    }

    private static String lengths(TextRule rule) {
        return "[" + atMost(rule.longest()) + ", " + atLeast(rule.shortest()) + "]";
    }
}
