/**
 * AWS Signature Version 4: verifying it in its header and query forms, and making it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS's
 *     description</a>
 */
@NullMarked
package dev.millrace.signing.sigv4;

import org.jspecify.annotations.NullMarked;
