package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.front.request.RequestOrigin;

/** Where a bearer token came from, and in which request. */
record TokenSource(RequestOrigin origin, String requestId) {}
