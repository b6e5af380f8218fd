// Shows the service's own OpenAPI description; everything comes from this host.
const place = document.getElementById("docs");
SwaggerUIBundle({
  url: place.dataset.source,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
});
