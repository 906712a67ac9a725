/**
 * AWS Security Token Service, as far as clients of Kinesis need it: who am I. It shares the endpoint with Kinesis and is told
 * apart by the service that a request was signed for.
 */
@NullMarked
package dev.millrace.gateway.sts;

import org.jspecify.annotations.NullMarked;
