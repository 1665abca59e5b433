# How the client is linked, and how the folder of static files around it is made.
