"""A stand-in for the services that the site may write to: one HTTPS server, with one module a service.

A browser started with `standin.rules` reaches it under the real names, so the built site runs unchanged and
no request leaves the machine. Each service takes what its documentation says that it takes and refuses the
rest in the documented words. What the documentation leaves open is marked in `examples/`, and
`test_standin_contracts.py` holds the services to those examples.

`server.py` has the server, `mishaps.py` what may go wrong on the way, `forms.py` which fields a form knows,
`fixtures.py` the fixture `standin`.
"""
