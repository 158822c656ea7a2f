"""The collecting service: hand-ins come in over the web, pages go back, under a JupyterHub or from a learning system.

``app`` has the addresses, ``incoming`` takes a body, ``pages`` writes what is seen, ``hub`` says who is asking where a
JupyterHub knows them. What is kept where is ``handover``'s. Only this room knows tornado and JupyterHub.
"""
