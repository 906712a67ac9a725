// Requests must be signed, which a page cannot do without a secret key: so it shows, and offers no "try it out".
SwaggerUIBundle({ url: "/v1/openapi.json", dom_id: "#page", supportedSubmitMethods: [] });
