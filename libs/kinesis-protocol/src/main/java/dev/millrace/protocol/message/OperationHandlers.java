package dev.millrace.protocol.message;

/**
 * What performs the operations, each by what is there for it.
 *
 * @param <R> what an operation comes to, such as the promise of a response
 */
@FunctionalInterface
public interface OperationHandlers<R> {
    /** Performs the operation of a request that is valid, for a caller that may. */
    R perform(KinesisRequest request);
}
