package dev.millrace.gateway.call;

import java.util.List;

/** Performs the operations on one subject, such as the tags of streams. */
@FunctionalInterface
public interface OperationSubject {
    List<OperationHandler<?>> handlers();
}
