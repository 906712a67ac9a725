package dev.millrace.protocol.message;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.error.KinesisException;

/**
 * The input of one operation as it came over the wire: of the right types, but of any value until it is validated.
 * Members that the model requires are read without a null check after {@link #validate()}, and throw before it if absent.
 */
public interface KinesisRequest {
    Operation operation();

    /**
     * What an audit record tells of it, whether it is valid or not: all but records, their partition keys and hash keys, and
     * tokens, which let their holder read.
     */
    AuditedMembers audited();

    /** Collects which constraints of the service model are not met. */
    void check(Constraints constraints);

    /**
     * Checks the constraints of the service model.
     *
     * @throws KinesisException a ValidationException that names up to ten that are not met
     */
    default void validate() {
        Constraints constraints = new Constraints();
        check(constraints);
        constraints.throwIfFailed();
    }
}
