/**
 * The operations of KMS, each a rule on the keys. A request and its result are KMS's own, as {@code kms.proto} describes
 * them; how they come and go is the endpoint's matter.
 */
@NullMarked
package dev.millrace.metadata.kms.operation;

import org.jspecify.annotations.NullMarked;
