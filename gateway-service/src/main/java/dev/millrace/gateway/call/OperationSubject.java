package dev.millrace.gateway.call;

import java.util.List;
import java.util.stream.Stream;

/** Performs the operations on one subject, such as the tags of streams. */
@FunctionalInterface
public interface OperationSubject {
    List<OperationHandler<?>> handlers();

    /** All of several together. */
    static OperationSubject of(OperationSubject... parts) {
        List<OperationHandler<?>> all = Stream.of(parts)
                .<OperationHandler<?>>flatMap(part -> part.handlers().stream())
                .toList();
        return () -> all;
    }
}
