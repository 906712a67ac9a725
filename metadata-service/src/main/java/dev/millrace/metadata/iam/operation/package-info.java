/**
 * The operations of IAM, each a rule on one account without I/O. A request and its result are IAM's own, as
 * {@code iam.proto} describes them; how they come and go is the endpoint's matter.
 */
@NullMarked
package dev.millrace.metadata.iam.operation;

import org.jspecify.annotations.NullMarked;
